package com.example

import java.time.LocalDate

@JvmInline
value class Email(val value: String)

@JvmInline
value class Level(val value: Int)

enum class Tier { GOLD, FREE }

data class Customer(
    val name: String,
    val email: Email,
    val backup: Email?,
    val level: Level,
    val highest: Level?,
    val phone: String?,
    val isVip: Boolean,
    val tier: Tier,
    val roles: List<String>,
    val born: LocalDate?,
) {

    val nickname: String get() = name.take(2)

}

object Customers {

    @JvmStatic
    fun alice(): Any = Customer("alice", Email("alice@example.com"), null, Level(3), Level(9), null, true, Tier.GOLD,
        listOf("admin"), LocalDate.of(1990, 1, 1))

}
