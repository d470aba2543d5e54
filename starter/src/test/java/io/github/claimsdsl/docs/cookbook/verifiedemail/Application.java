package io.github.claimsdsl.docs.cookbook.verifiedemail;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication(proxyBeanMethods = false)
class Application {

}
