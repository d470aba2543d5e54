package io.github.claimsdsl.team;

import java.util.List;

import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;

/**
 * The users.
 */
interface Members extends JpaRepository<Member, String> {

	List<Member> findByUsernameContainingOrderByUsername(String part, Limit limit);

}
