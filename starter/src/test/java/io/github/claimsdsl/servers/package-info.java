/**
 * Authorization servers as other teams arrange them, over HTTP, with the starter as a
 * team adds it: properties, annotated beans and beans of Spring's types.
 */
package io.github.claimsdsl.servers;
