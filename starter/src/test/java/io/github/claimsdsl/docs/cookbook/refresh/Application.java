package io.github.claimsdsl.docs.cookbook.refresh;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication(proxyBeanMethods = false)
class Application {

}
