package org.precis.train;

import java.util.ArrayList;
import java.util.List;
import org.precis.decode.BeamSearch;
import org.precis.decode.DecodeOptions;
import org.precis.decode.Hypothesis;
import org.precis.decode.StopCheck;
import org.precis.model.Seq2SeqModel;
import org.precis.token.Tokenizer;
import org.precis.train.data.TokenizedExample;

/**
 * Summaries of examples that are pairs.
 *
 * @param options how to search
 */
public record PairSummarizer(Seq2SeqModel model, Tokenizer tokenizer, DecodeOptions options)
    implements ExampleSummarizer {
  @Override
  public List<Written> summarize(List<TokenizedExample> examples) {
    List<int[]> sources = examples.stream().map(TokenizedExample::source).toList();
    List<List<Hypothesis>> found = BeamSearch.search(model, sources, options, StopCheck.NEVER);
    List<Written> written = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      written.add(
          new Written(
              tokenizer.decode(examples.get(i).target()),
              tokenizer.decode(found.get(i).get(0).tokens())));
    }
    return written;
  }
}
