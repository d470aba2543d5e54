package io.github.claimsdsl.boot;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.GenericConverter;

import io.github.claimsdsl.boot.ClaimsDslProperties.ClaimProperties;

/**
 * Converts the short form of a claim. Any scalar, such as {@code 5}, is the text of an
 * expression.
 */
final class ScalarClaimConverter implements GenericConverter {

	@Override
	public Set<ConvertiblePair> getConvertibleTypes() {
		return Set.of(new ConvertiblePair(String.class, ClaimProperties.class),
				new ConvertiblePair(Number.class, ClaimProperties.class),
				new ConvertiblePair(Boolean.class, ClaimProperties.class));
	}

	@Override
	public @Nullable Object convert(@Nullable Object source, TypeDescriptor sourceType, TypeDescriptor targetType) {
		return (source != null) ? ClaimProperties.of(String.valueOf(source)) : null;
	}

}
