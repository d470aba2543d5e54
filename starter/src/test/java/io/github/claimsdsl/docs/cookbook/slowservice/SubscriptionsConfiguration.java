package io.github.claimsdsl.docs.cookbook.slowservice;

import java.net.http.HttpClient;
import java.time.Duration;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

@Configuration(proxyBeanMethods = false)
@EnableCaching
class SubscriptionsConfiguration {

	static RestClient client(String url, Duration timeout) {
		HttpClient http = HttpClient.newBuilder().connectTimeout(timeout).build();
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
		requests.setReadTimeout(timeout);
		return RestClient.builder().baseUrl(url).requestFactory(requests).build();
	}

	@Bean
	RestClient subscriptionsClient(@Value("${subscriptions.url}") String url) {
		return client(url, Duration.ofSeconds(2));
	}

	@Bean
	CacheManager cacheManager() {
		return new ConcurrentMapCacheManager("plans");
	}

}
