package io.github.claimsdsl.docs.extension;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;

/** The members, subscriptions and partners of the shop. */
@Configuration(proxyBeanMethods = false)
class ShopDatabase {

	@Bean
	JdbcClient jdbcClient() {
		JdbcClient jdbc = JdbcClient
			.create(new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2).generateUniqueName(true).build());
		jdbc.sql("create table member (name varchar(20), email varchar(50), tier varchar(20), locked boolean)")
			.update();
		jdbc.sql("insert into member values ('alice', 'alice@example.com', 'gold', false)").update();
		jdbc.sql("create table subscription (member varchar(20), plan varchar(20), seats int)").update();
		jdbc.sql("insert into subscription values ('alice', 'team', 5)").update();
		jdbc.sql("create table partner (client varchar(20), name varchar(20))").update();
		jdbc.sql("insert into partner values ('app', 'Bookshop')").update();
		return jdbc;
	}

}
