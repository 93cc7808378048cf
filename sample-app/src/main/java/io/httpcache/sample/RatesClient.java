package io.httpcache.sample;

import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.service.annotation.GetExchange;

import io.httpcache.CacheOptions;
import io.httpcache.RequestCacheOptions;

/**
 * A client of the rates API, as an HTTP interface. Spring implements it on the builder
 * that it gives everybody, so it is cached like any other client. What it returns is up
 * to you: a {@link ResponseEntity} also shows the {@code Cache-Status} field.
 */
public interface RatesClient {

	/**
	 * The rate of a currency.
	 * @param currency its code
	 * @return the rate
	 */
	@GetExchange("/rates/{currency}")
	ResponseEntity<Rate> rate(@PathVariable String currency);

	/**
	 * The rate of a currency, with a say in how the cache answers.
	 * @param currency its code
	 * @param options such as {@code CacheOptions.refresh()}, {@code null} for none
	 * @return the rate
	 */
	@GetExchange("/rates/{currency}")
	ResponseEntity<Rate> rate(@PathVariable String currency,
			@RequestAttribute(name = CacheOptions.ATTRIBUTE, required = false) @Nullable RequestCacheOptions options);

	/**
	 * A rate of exchange.
	 *
	 * @param currency the code of the currency
	 * @param perEuro how much of it one euro buys
	 */
	record Rate(String currency, double perEuro) {

	}

}
