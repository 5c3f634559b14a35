package org.precis.solr.update;

import java.util.List;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.solr.common.SolrException;
import org.apache.solr.request.SolrQueryRequest;
import org.apache.solr.schema.IndexSchema;
import org.apache.solr.search.QParser;
import org.apache.solr.search.QueryUtils;
import org.apache.solr.search.SyntaxError;

/**
 * Makes a deletion by query take whole documents. Solr deletes what a query matches and nothing
 * else, so that the sections of a deleted document would stay behind and be found. Stateless.
 *
 * <p>The query that comes out stands by itself, because in a cluster it goes to every replica
 * without the request's parameters. It is one deletion, so that nothing can come between that of a
 * root and that of its children.
 */
final class BlockDeleteQuery {
  private static final String ALL = "*:*";
  private static final String ROOTS = "*:* -" + IndexSchema.NEST_PATH_FIELD_NAME + ":*";

  private BlockDeleteQuery() {}

  /**
   * The query that matches what {@code query} does, and all descendants of the root documents among
   * that; {@code query} itself where the schema has no nested documents, and where it cannot be
   * read, which Solr will refuse.
   */
  static String of(String query, SolrQueryRequest request) {
    IndexSchema schema = request.getSchema();
    boolean nested =
        schema.isUsableForChildDocs()
            && schema.getFieldOrNull(IndexSchema.NEST_PATH_FIELD_NAME) != null;
    // Solr has a quick way to delete everything, which it knows by this query.
    if (!nested || query.strip().equals(ALL)) {
      return query;
    }
    try {
      Query parsed = parse(query, request);
      if (parsed == null) {
        return query;
      }
      return QueryUtils.isNegative(parsed)
          ? ofNegative(query, (BooleanQuery) parsed, request)
          : widened(query);
    } catch (SyntaxError | SolrException unreadable) {
      return query;
    }
  }

  private static Query parse(String query, SolrQueryRequest request) throws SyntaxError {
    return QParser.getParser(query, request).getQuery();
  }

  /**
   * A query of nothing but exclusions matches nothing as a part of another one. It is given all
   * documents to exclude from, unless it is written so that this would change its meaning.
   */
  private static String ofNegative(String query, BooleanQuery parsed, SolrQueryRequest request)
      throws SyntaxError {
    String whole = ALL + " " + query;
    if (parse(whole, request) instanceof BooleanQuery read) {
      List<BooleanClause> clauses = read.clauses();
      boolean same =
          clauses.get(0).getQuery() instanceof MatchAllDocsQuery
              && clauses.subList(1, clauses.size()).equals(parsed.clauses());
      return same ? widened(whole) : query;
    }
    return query;
  }

  private static String widened(String query) {
    String roots = "{!bool must=" + quoted(query) + " filter=" + quoted(ROOTS) + "}";
    String children = "{!child of=" + quoted(ROOTS) + " v=" + quoted(roots) + "}";
    return "{!bool should=" + quoted(query) + " should=" + quoted(children) + "}";
  }

  private static String quoted(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
