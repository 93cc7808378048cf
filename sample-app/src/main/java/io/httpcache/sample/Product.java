package io.httpcache.sample;

import java.math.BigDecimal;

/**
 * A product of the catalog.
 *
 * @param id its number
 * @param name its name
 * @param price its price
 */
public record Product(int id, String name, BigDecimal price) {

}
