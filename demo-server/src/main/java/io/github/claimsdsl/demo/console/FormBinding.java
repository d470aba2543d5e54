package io.github.claimsdsl.demo.console;

import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/**
 * Binds forms to the components of records only, and ignores all other fields.
 */
@ConditionalOnClaimsDsl
@ControllerAdvice(basePackageClasses = FormBinding.class)
class FormBinding {

	@InitBinder
	void bindDeclared(WebDataBinder binder) {
		binder.setDeclarativeBinding(true);
	}

}
