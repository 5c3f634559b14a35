package org.precis.decode;

/** How to search. */
public record DecodeOptions() {}
