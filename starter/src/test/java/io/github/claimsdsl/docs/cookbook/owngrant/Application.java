package io.github.claimsdsl.docs.cookbook.owngrant;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication(proxyBeanMethods = false)
class Application {

}
