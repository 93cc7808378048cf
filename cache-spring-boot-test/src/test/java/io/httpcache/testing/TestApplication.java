package io.httpcache.testing;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * An application under test, with a client of each kind.
 */
@SpringBootApplication
class TestApplication {

}
