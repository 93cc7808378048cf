package com.example.reactive;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts, looks whether its clients are cached, and ends: with 0 if they are.
 */
@SpringBootApplication
public class ReactiveApplication {

	public static void main(String[] args) {
		System.exit(SpringApplication.exit(SpringApplication.run(ReactiveApplication.class, args)));
	}

}
