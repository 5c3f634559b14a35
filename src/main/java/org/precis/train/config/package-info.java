/**
 * A training's configuration, from YAML to checked records. Start at {@link
 * org.precis.train.config.TrainConfigReader}.
 *
 * <p>May import: {@code train} and its packages, {@code nn}, {@code align}, {@code model.counter},
 * snakeyaml-engine.
 */
package org.precis.train.config;
