package io.httpcache.autoconfigure.actuate;

import java.io.IOException;
import java.util.Set;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Lets nothing change without the token that is in a cookie, by the names that Spring
 * Security and its clients have agreed on.
 */
record DoubleSubmitFilter(String token) implements Filter {

	private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest http = (HttpServletRequest) request;
		if (!SAFE.contains(http.getMethod()) && !this.token.equals(http.getHeader("X-XSRF-TOKEN"))) {
			((HttpServletResponse) response).sendError(HttpServletResponse.SC_FORBIDDEN);
			return;
		}
		Cookie cookie = new Cookie("XSRF-TOKEN", this.token);
		cookie.setPath("/");
		((HttpServletResponse) response).addCookie(cookie);
		chain.doFilter(request, response);
	}

}
