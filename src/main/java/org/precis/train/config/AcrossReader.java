package org.precis.train.config;

import org.precis.train.across.AcrossSettings;

/** Reads the section {@code across}, whose keys the records' parameters explain. */
final class AcrossReader {
  private AcrossReader() {}

  static AcrossSettings read(Section section) {
    AcrossSettings paper = AcrossSettings.PAPER;
    AcrossSettings.Weights weights = paper.weights();
    AcrossSettings.Contrast contrast = paper.contrast();
    return new AcrossSettings(
        new AcrossSettings.Weights(
            section.number("alpha", weights.alpha()),
            section.number("beta", weights.beta()),
            section.number("gamma", weights.gamma())),
        section.choice("encoder_loss", paper.encoder()),
        section.choice("decoder_loss", paper.decoder()),
        new AcrossSettings.Contrast(
            section.number("temperature", contrast.temperature()),
            section.small("negatives", contrast.count(), 1),
            section.choice("sampler", contrast.negatives()),
            section.flag("positive_in_denominator", contrast.positiveCounts())),
        section.number("consistency_temperature", paper.consistencyTemperature()),
        section.choice("pooling", paper.pooling()),
        section.text("language", paper.language()),
        section.flag("cached", paper.cached()));
  }
}
