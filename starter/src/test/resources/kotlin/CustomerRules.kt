package com.example

import io.github.claimsdsl.Subject
import io.github.claimsdsl.annotation.Claim
import io.github.claimsdsl.annotation.ClaimRule
import io.github.claimsdsl.annotation.Deny
import io.github.claimsdsl.annotation.TokenParameter
import io.github.claimsdsl.spring.SpringUser

@ClaimRule(audience = ["any"])
class CustomerRules(private val tiers: Map<String, String>) {

    @Claim("tier")
    fun tier(user: SpringUser): String? = tiers[user.name()]

    @Claim("contact")
    fun contact(user: SpringUser) = mapOf("mail" to "${user.name()}@example.com")

    @Claim("tenant")
    fun tenant(@TokenParameter("tenant") tenant: String?): String? = tenant

    @Deny(error = ["access_denied"], description = ["The account is closed"])
    @ClaimRule(subject = [Subject.USER])
    fun closed(user: SpringUser): Boolean = tiers[user.name()] == "closed"

}
