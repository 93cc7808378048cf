package io.httpcache.engine;

import io.httpcache.http.Fields;

/**
 * The head of an answer from the origin.
 *
 * @param status the final status
 * @param fields its fields
 * @param requestTime when the request was sent, in epoch milliseconds
 * @param responseTime when the head arrived, in epoch milliseconds
 */
public record OriginResponse(int status, Fields fields, long requestTime, long responseTime) {

}
