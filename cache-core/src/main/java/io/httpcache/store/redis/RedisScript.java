package io.httpcache.store.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;

/**
 * A script, named by its digest where Redis knows it already. Immutable.
 */
final class RedisScript {

	private final byte[] text;

	private final String digest;

	RedisScript(String text) {
		this.text = text.getBytes(StandardCharsets.UTF_8);
		try {
			this.digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(this.text));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	<T> CompletableFuture<T> run(RedisClusterAsyncCommands<byte[], byte[]> commands, ScriptOutputType type,
			byte[][] keys, byte[]... arguments) {
		CompletableFuture<T> known = commands.<T>evalsha(this.digest, type, keys, arguments).toCompletableFuture();
		return known.exceptionallyCompose((failure) -> {
			Throwable cause = RedisLink.cause(failure);
			return (cause instanceof RedisNoScriptException)
					? commands.<T>eval(this.text, type, keys, arguments).toCompletableFuture()
					: CompletableFuture.failedFuture(cause);
		});
	}

}
