/**
 * A training's configuration, from YAML to checked records. Start at {@link
 * org.precis.train.config.TrainConfigReader}.
 *
 * <p>May import: {@code train} and its packages, snakeyaml-engine.
 */
package org.precis.train.config;
