/** The functions of Sprig, which the field adds to Go's templates, each file one page of its documentation. */
package io.github.ksailbot.engine.gotemplate.sprig;
