package org.precis.train.config;

import org.precis.align.TransportSettings;
import org.precis.model.counter.CountActivation;
import org.precis.model.counter.CounterConfig;
import org.precis.train.uotsumm.CountLoss;
import org.precis.train.uotsumm.UotSummSettings;

/** Reads the section {@code uotsumm}, whose keys the records' parameters explain. */
final class UotSummReader {
  private UotSummReader() {}

  /** What a counter does, by its name in a configuration. */
  private enum Counter {
    /** It counts sentences. */
    COUNTS,
    /** It selects sections. */
    SELECTION
  }

  static UotSummSettings read(Section section) {
    UotSummSettings.Alignment alignment =
        section.choice("alignment", UotSummSettings.Alignment.TRANSPORT);
    boolean transport = alignment == UotSummSettings.Alignment.TRANSPORT;
    TransportSettings usual = TransportSettings.DEFAULT;
    boolean selects = section.choice("counter", Counter.COUNTS) == Counter.SELECTION;
    CountLoss loss = section.choice("count_loss", transport ? CountLoss.KL : CountLoss.L2);
    CountActivation activation = section.choice("activation", CountActivation.SOFTPLUS);
    if (loss == CountLoss.BCE || activation == CountActivation.SIGMOID) {
      throw new ConfigException(
          "bce and sigmoid belong to 'uotsumm.counter: selection', which has no others; remove 'uotsumm.count_loss' and 'uotsumm.activation'");
    }
    return new UotSummSettings(
        alignment,
        new TransportSettings(
            section.number("epsilon", usual.epsilon()),
            section.number("tau", usual.tau()),
            section.flag("rescale", usual.rescale()),
            section.number("tolerance", usual.tolerance()),
            section.small("max_iterations", usual.maxIterations(), 1)),
        section.choice("cost", UotSummSettings.Cost.MEAN),
        selects ? CountLoss.BCE : loss,
        new CounterConfig(
            selects ? CountActivation.SIGMOID : activation, section.small("sentences", 3, 1)),
        section.small("counter_width", 256, 2),
        section.number("counter_learning_rate", 1e-5),
        section.number("counter_max_gradient_norm", 2));
  }
}
