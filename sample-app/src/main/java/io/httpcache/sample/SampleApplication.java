package io.httpcache.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.service.registry.ImportHttpServices;

/**
 * A Spring Boot application whose clients are cached because the starter is on its class
 * path.
 */
@SpringBootApplication
@ImportHttpServices(group = "rates", types = RatesClient.class)
public class SampleApplication {

	/**
	 * Starts the application.
	 * @param args its arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(SampleApplication.class, args);
	}

}
