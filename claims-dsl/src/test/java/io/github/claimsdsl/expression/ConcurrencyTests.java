package io.github.claimsdsl.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

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

	private final ExpressionLanguage language = ExpressionLanguage.of(TestData.SCHEMA);

	private final List<TokenRequest> requests = TestData.PEOPLE.stream().map(TestData::request).toList();

	private final List<Map<String, Object>> variables = this.requests.stream().map(TestData::variables).toList();

	private record Case(String source, ClaimExpression expression, List<Object> expected) {
	}

	@Test
	void evaluateWhenFreshAndSharedByThreadsThenNeverWrong() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		try {
			long seed = 0;
			for (int done = 0; done < EXPRESSIONS; done += BATCH) {
				List<Case> cases = new ArrayList<>();
				while (cases.size() < BATCH) {
					add(new ExpressionGenerator(1_000_000 + seed++).next(), cases);
				}
				evaluateTogether(threads, cases);
			}
		}
		finally {
			threads.shutdown();
		}
	}

	private void add(String source, List<Case> cases) throws SyntaxException {
		ClaimExpression expression = this.language.compile(source, TestData.ORIGIN).expression();
		if (expression != null) {
			Node node = Parser.parse(source, Limits.DEFAULT);
			List<Object> expected = this.variables.stream()
				.map((data) -> outcome(() -> new ReferenceInterpreter(data).evaluate(node)))
				.toList();
			cases.add(new Case(source, expression, expected));
		}
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
			Object actual = outcome(() -> each.expression().evaluate(this.requests.get(i)));
			assertThat(actual).as(each.source()).isEqualTo(each.expected().get(i));
		});
	}

	private static Object outcome(Callable<Object> evaluation) {
		try {
			return Objects.requireNonNullElse(ReferenceInterpreter.normalized(evaluation.call()), "(null)");
		}
		catch (Exception ex) {
			return "(failed)";
		}
	}

}
