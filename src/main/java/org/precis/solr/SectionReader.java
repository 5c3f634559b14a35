package org.precis.solr;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.solr.schema.IndexSchema;
import org.apache.solr.search.SolrIndexSearcher;

/** Reads the sections of documents from their child documents. Stateless. */
final class SectionReader {
  /** More than the update processor writes unless it is told to. */
  private static final int MOST_SECTIONS = 10_000;

  private SectionReader() {}

  /** The sections of a document in the order of its source; none if the index has none. */
  static List<StoredSection> of(SolrIndexSearcher searcher, String root, SectionFields fields)
      throws IOException {
    IndexSchema schema = searcher.getSchema();
    if (fields.isNone()
        || !schema.isUsableForChildDocs()
        || schema.getFieldOrNull(IndexSchema.NEST_PATH_FIELD_NAME) == null) {
      return List.of();
    }
    String key = schema.getUniqueKeyField().getType().toInternal(root);
    BooleanQuery children =
        new BooleanQuery.Builder()
            .add(
                new TermQuery(new Term(IndexSchema.ROOT_FIELD_NAME, key)),
                BooleanClause.Occur.FILTER)
            .add(
                new TermQuery(new Term(IndexSchema.NEST_PATH_FIELD_NAME, "/" + fields.name())),
                BooleanClause.Occur.FILTER)
            .build();
    List<StoredSection> sections = new ArrayList<>();
    for (ScoreDoc child : searcher.search(children, MOST_SECTIONS).scoreDocs) {
      sections.add(read(searcher, child.doc, fields));
    }
    // Children of a block are in the order in which they were sent, which ties keep.
    sections.sort(Comparator.comparingInt(StoredSection::ordinal));
    return sections;
  }

  private static StoredSection read(SolrIndexSearcher searcher, int docId, SectionFields fields)
      throws IOException {
    String key = searcher.getSchema().getUniqueKeyField().getName();
    Set<String> names = new LinkedHashSet<>(fields.all());
    names.add(key);
    return of(searcher.getDocFetcher().doc(docId, names), HitReader.id(searcher, docId), fields);
  }

  /** A section of which the fields were fetched. */
  static StoredSection of(Document stored, String id, SectionFields fields) {
    return new StoredSection(
        id,
        number(stored, fields.ordinal(), -1),
        Math.max(1, number(stored, fields.merged(), 1)),
        text(stored, fields.heading()),
        Math.max(0, number(stored, fields.level(), 0)),
        text(stored, fields.text()));
  }

  private static String text(Document stored, String field) {
    String value = field.isEmpty() ? null : stored.get(field);
    return value == null ? "" : value;
  }

  private static int number(Document stored, String field, int otherwise) {
    IndexableField value = field.isEmpty() ? null : stored.getField(field);
    return value == null || value.numericValue() == null
        ? otherwise
        : value.numericValue().intValue();
  }
}
