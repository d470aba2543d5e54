package io.github.claimsdsl.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.github.claimsdsl.TokenRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fresh expressions, met by all threads at once on data of different shapes.
 */
class ConcurrencyTests {

	private static final int THREADS = 8;

	private static final int EXPRESSIONS = 10_000;

	private static final int BATCH = 500;

	private final ExpressionLanguage language = ExpressionLanguage.of(Natural.SCHEMA);

	private final List<TokenRequest> requests = Crowd.REQUESTS;

	private final List<Map<String, Object>> inputs = this.requests.stream().map(Crowd::inputs).toList();

	private record Case(String source, ClaimExpression expression, List<@Nullable Object> expected) {
	}

	@Test
	void evaluateWhenFreshAndSharedByThreadsThenNeverWrong() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		try {
			long seed = 0;
			for (int done = 0; done < EXPRESSIONS; done += BATCH) {
				List<Case> cases = new ArrayList<>();
				while (cases.size() < BATCH) {
					add(new ExpressionGenerator(1_000_000 + seed++), cases);
				}
				evaluateTogether(threads, cases);
			}
		}
		finally {
			threads.shutdown();
		}
	}

	private void add(ExpressionGenerator generator, List<Case> cases) {
		Node tree = generator.tree();
		String source = generator.spelled(tree);
		ClaimExpression expression = this.language.compile(source, TestData.ORIGIN).expression();
		if (expression != null) {
			List<@Nullable Object> expected = new ArrayList<>();
			this.inputs.forEach((data) -> expected.add(expected(tree, data)));
			cases.add(new Case(source, expression, expected));
		}
	}

	private static @Nullable Object expected(Node tree, Map<String, Object> data) {
		ReferenceInterpreter reference = new ReferenceInterpreter(data);
		Object expected = ReferenceInterpreter.outcome(() -> reference.evaluate(tree));
		return (reference.metNullElement() || reference.isLarge()) ? ReferenceInterpreter.UNSURE : expected;
	}

	private void evaluateTogether(ExecutorService threads, List<Case> cases) throws Exception {
		CyclicBarrier start = new CyclicBarrier(THREADS);
		List<Future<?>> runs = new ArrayList<>();
		for (int thread = 0; thread < THREADS; thread++) {
			int offset = thread;
			runs.add(threads.submit(() -> {
				start.await();
				cases.forEach((each) -> evaluate(each, offset));
				return null;
			}));
		}
		for (Future<?> run : runs) {
			run.get();
		}
	}

	private void evaluate(Case each, int offset) {
		IntStream.range(0, this.requests.size()).map((i) -> (i + offset) % this.requests.size()).forEach((i) -> {
			Object actual = ReferenceInterpreter.outcome(() -> each.expression().evaluate(this.requests.get(i)));
			if (each.expected().get(i) != ReferenceInterpreter.UNSURE) {
				assertThat(actual).as(each.source()).isEqualTo(each.expected().get(i));
			}
		});
	}

}
