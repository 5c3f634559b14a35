package org.precis.model.transformer;

/**
 * How tokens become states.
 *
 * @param separate true if the decoder has a table of its own
 * @param scaled true if embeddings are multiplied by √D
 * @param paddingFixed true if looking up the padding token gives its row no gradient (PyTorch's
 *     {@code padding_idx}); of no effect on values
 */
public record EmbeddingConfig(boolean separate, boolean scaled, boolean paddingFixed) {}
