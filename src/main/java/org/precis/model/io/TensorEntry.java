package org.precis.model.io;

import ai.djl.ndarray.types.Shape;

/**
 * Where a tensor lies in a file.
 *
 * @param name its name
 * @param type type of its elements
 * @param shape its sizes; none for a scalar
 * @param begin first byte, counted from the file's start
 * @param end byte after its last; of a view, after the storage that it lies in
 */
record TensorEntry(String name, TensorType type, Shape shape, long begin, long end) {}
