package io.github.claimsdsl.docs.cookbook.nested;

import org.jspecify.annotations.Nullable;

import io.github.claimsdsl.annotation.Claim;
import io.github.claimsdsl.annotation.ClaimRule;

@ClaimRule(audience = "any")
class ContactClaims {

	@Claim("contact")
	Contact contact(Person user) {
		Person.Address address = user.address();
		return new Contact(user.name(), (address != null) ? new Contact.Place(address.city(), "NO") : null);
	}

	record Contact(String name, @Nullable Place place) {

		record Place(String city, String country) {
		}

	}

}
