package org.precis.solr;

import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.solr.handler.component.ResponseBuilder;
import org.apache.solr.schema.IndexSchema;
import org.apache.solr.schema.SchemaField;
import org.apache.solr.schema.TextField;
import org.precis.summarize.Focus;

/** The words that a search looks for in texts, as its fields analyse them. Stateless. */
final class QueryWords {
  /** A query of a few words has some forms of each; what is more comes of expansions. */
  private static final int MOST = 200;

  private QueryWords() {}

  /** What a request's summaries shall look at: what it says, else the words of its search. */
  static String of(ResponseBuilder rb, SummaryCall call) {
    if (call.options().focus() != Focus.QUERY) {
      return "";
    }
    String said = rb.req.getParams().get(SummaryParams.FOCUS_QUERY);
    if (said != null) {
      return said;
    }
    return rb.getQuery() == null ? "" : of(rb.getQuery(), rb.req.getSchema());
  }

  /**
   * Distinct words in alphabetical order; none that must not occur, none of fields without text.
   */
  static String of(Query query, IndexSchema schema) {
    Set<String> words = new TreeSet<>();
    query.visit(
        new QueryVisitor() {
          @Override
          public void consumeTerms(Query leaf, Term... terms) {
            for (Term term : terms) {
              if (words.size() < MOST) {
                words.add(term.text());
              }
            }
          }

          @Override
          public boolean acceptField(String field) {
            SchemaField known = schema.getFieldOrNull(field);
            return known != null && known.getType() instanceof TextField;
          }

          @Override
          public QueryVisitor getSubVisitor(Occur occur, Query parent) {
            return occur == Occur.MUST_NOT ? EMPTY_VISITOR : this;
          }
        });
    return String.join(" ", words);
  }
}
