package io.github.claimsdsl.docs.cookbook.jpauser;

import org.springframework.data.jpa.repository.JpaRepository;

interface Accounts extends JpaRepository<Account, String> {

}
