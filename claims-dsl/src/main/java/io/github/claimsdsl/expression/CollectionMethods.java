package io.github.claimsdsl.expression;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.claimsdsl.expression.ClaimFunction.Result;

/**
 * The methods of lists, sets and maps, as rows of the {@link MethodTable}.
 */
final class CollectionMethods {

	private CollectionMethods() {
	}

	@ClaimFunction
	static Integer size(Collection<?> collection) {
		return collection.size();
	}

	@ClaimFunction(result = Result.TRUE_IF_ANY_ARGUMENT_IS)
	static Boolean isEmpty(Collection<?> collection) {
		return collection.isEmpty();
	}

	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean contains(Collection<?> collection, Object value) {
		return Equality.contains(collection, value);
	}

	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean containsAll(Collection<?> collection, Collection<?> values) {
		Set<Object> keys = collection.stream().map(Key::of).collect(Collectors.toSet());
		return values.stream().allMatch((value) -> value != null && keys.contains(Key.of(value)));
	}

	@ClaimFunction
	static Integer indexOf(List<?> list, Object value) {
		int index = 0;
		for (Object element : list) {
			if (Equality.same(element, value)) {
				return index;
			}
			index++;
		}
		return -1;
	}

	@ClaimFunction
	static Integer lastIndexOf(List<?> list, Object value) {
		int last = -1;
		int index = 0;
		for (Object element : list) {
			last = Equality.same(element, value) ? index : last;
			index++;
		}
		return last;
	}

	@ClaimFunction
	static <T> List<T> subList(List<T> list, Number start, Number end) {
		int first = Numbers.index(start);
		int last = Numbers.index(end);
		if (first < 0 || last > list.size() || first > last) {
			throw new EvaluationException("subList got an index outside of the list");
		}
		return new ArrayList<>(list.subList(first, last));
	}

	@ClaimFunction
	static Integer size(Map<String, ?> map) {
		return map.size();
	}

	@ClaimFunction(result = Result.TRUE_IF_ANY_ARGUMENT_IS)
	static Boolean isEmpty(Map<String, ?> map) {
		return map.isEmpty();
	}

	@ClaimFunction(result = Result.FALSE_IF_ANY_ARGUMENT_IS)
	static Boolean containsKey(Map<String, ?> map, String key) {
		return map.containsKey(key);
	}

	@ClaimFunction
	static List<String> keySet(Map<String, ?> map) {
		return new ArrayList<>(map.keySet());
	}

}
