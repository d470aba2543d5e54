package io.github.claimsdsl.boot;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a message says to do, and an application before and after it was done.
 *
 * @param code the code of the message
 * @param text what it says to do
 * @param wrong an application that is told so
 * @param right the same application, after it was done
 * @param decided what the latter decides
 */
record Action(String code, String text, Start wrong, Start right, Map<String, String> decided) {

	void follow() {
		assertThat(this.wrong.failure()).contains(this.text).contains("(" + this.code + ")");
		assertThat(this.right.decisions()).isEqualTo(this.decided);
	}

	@Override
	public String toString() {
		return this.code + ": " + this.text;
	}

}
