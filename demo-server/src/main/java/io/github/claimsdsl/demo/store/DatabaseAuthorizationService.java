package io.github.claimsdsl.demo.store;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/**
 * Saves authorizations without loading them first. Spring Authorization Server loads each
 * one only to find out whether it exists.
 */
final class DatabaseAuthorizationService extends JdbcOAuth2AuthorizationService {

	/** The columns, in the order of the parameters. */
	private static final List<String> COLUMNS = Stream
		.concat(Stream.of("id", "registered_client_id", "principal_name", "authorization_grant_type",
				"authorized_scopes", "attributes", "state"),
				Stream
					.of(token("authorization_code"), token("access_token"),
							Stream.of("access_token_type", "access_token_scopes"), token("oidc_id_token"),
							token("refresh_token"), token("user_code"), token("device_code"))
					.flatMap((names) -> names))
		.toList();

	private static final String UPDATE = "update oauth2_authorization set "
			+ COLUMNS.stream().skip(1).map((column) -> column + " = ?").collect(Collectors.joining(", "))
			+ " where id = ?";

	DatabaseAuthorizationService(JdbcOperations jdbc, RegisteredClientRepository clients) {
		super(jdbc, clients);
	}

	private static Stream<String> token(String name) {
		return Stream.of("_value", "_issued_at", "_expires_at", "_metadata").map(name::concat);
	}

	@Override
	public void save(OAuth2Authorization authorization) {
		List<SqlParameterValue> values = getAuthorizationParametersMapper().apply(authorization);
		if (!AuthorizationGrantType.CLIENT_CREDENTIALS.equals(authorization.getAuthorizationGrantType())) {
			if (!update(values)) {
				insert(values);
			}
			return;
		}
		try {
			insert(values);
		}
		catch (DuplicateKeyException ex) {
			update(values);
		}
	}

	private void insert(List<SqlParameterValue> values) {
		List<Integer> present = IntStream.range(0, values.size())
			.filter((i) -> values.get(i).getValue() != null)
			.boxed()
			.toList();
		String columns = present.stream().map(COLUMNS::get).collect(Collectors.joining(", "));
		getJdbcOperations().update(
				"insert into oauth2_authorization (" + columns + ") values (?" + ", ?".repeat(present.size() - 1) + ")",
				present.stream().map(values::get).toArray());
	}

	private boolean update(List<SqlParameterValue> values) {
		Stream<SqlParameterValue> idLast = Stream.concat(values.stream().skip(1), values.stream().limit(1));
		return getJdbcOperations().update(UPDATE, idLast.toArray()) > 0;
	}

}
