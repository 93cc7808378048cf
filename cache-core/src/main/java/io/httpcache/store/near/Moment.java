package io.httpcache.store.near;

/**
 * What had happened when a look-up in the shared store began. What it brings is of use as
 * long as nothing more happens.
 *
 * @param invalidations how often the URI had been invalidated
 * @param changes how often the key had been stored anew
 * @param sequence the number of the last eviction
 * @param era the {@linkplain Trust#era() era}
 */
record Moment(int invalidations, int changes, int sequence, int era) {

}
