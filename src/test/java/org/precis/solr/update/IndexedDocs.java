package org.precis.solr.update;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.solr.client.solrj.SolrClient;
import org.apache.solr.client.solrj.SolrQuery;
import org.apache.solr.client.solrj.util.ClientUtils;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.SolrDocumentList;
import org.apache.solr.common.SolrInputDocument;

/** What is put into a core or collection, and what is found there again. */
record IndexedDocs(SolrClient client, String core) {
  /** Name of a handler that hides nothing. */
  static final String HANDLER = "/everything";

  private static final String ALL_ROWS = "2000";

  /** A document; {@code fields} are names and values in turn. */
  static SolrInputDocument document(String id, Object... fields) {
    SolrInputDocument document = new SolrInputDocument("id", id);
    for (int i = 0; i < fields.length; i += 2) {
      document.addField((String) fields[i], fields[i + 1]);
    }
    return document;
  }

  /** A change of one field, for an atomic update. */
  static Map<String, Object> set(Object value) {
    Map<String, Object> modifier = new LinkedHashMap<>();
    modifier.put("set", value);
    return modifier;
  }

  /** Indexes a document, so that searches see it; {@code fields} are names and values in turn. */
  void add(String id, Object... fields) throws Exception {
    add(document(id, fields));
  }

  /** Indexes documents, so that searches see them. */
  void add(SolrInputDocument... documents) throws Exception {
    client.add(core, List.of(documents));
    client.commit(core);
  }

  void deleteById(String id) throws Exception {
    client.deleteById(core, id);
    client.commit(core);
  }

  void deleteByQuery(String query) throws Exception {
    client.deleteByQuery(core, query);
    client.commit(core);
  }

  /** A root document as it is stored; fails the test if it is not there exactly once. */
  SolrDocument root(String id) throws Exception {
    SolrDocumentList found = query("id:" + quoted(id), "fl", "*");
    assertEquals(1, found.size(), () -> id + " in " + core);
    return found.get(0);
  }

  /** The sections of a document, by their place in it. */
  List<SolrDocument> sections(String root) throws Exception {
    return query(
        "_root_:" + quoted(root) + " AND _nest_path_:\"/sections\"",
        "fl",
        "*",
        "sort",
        "ordinal asc");
  }

  /** A field of every section of a document, in order; null where a section has none. */
  List<Object> sectionFields(String root, String field) throws Exception {
    return sections(root).stream().map(section -> section.getFirstValue(field)).toList();
  }

  /** The ids of everything that belongs to a root, itself included. */
  Collection<String> block(String root) throws Exception {
    return ids("_root_:" + quoted(root));
  }

  /** The ids that a query of Lucene's syntax finds, roots and sections. */
  Collection<String> ids(String query) throws Exception {
    return ids(query(query, "fl", "id"));
  }

  /** The ids that a handler finds, for users' queries. */
  Collection<String> search(String handler, String words) throws Exception {
    SolrQuery query = new SolrQuery(words);
    query.setFields("id").set("qt", handler).set("rows", ALL_ROWS);
    return ids(client.query(core, query).getResults());
  }

  /** What a query of Lucene's syntax finds; {@code params} are names and values in turn. */
  SolrDocumentList query(String lucene, String... params) throws Exception {
    SolrQuery query = new SolrQuery("q", lucene, "rows", ALL_ROWS);
    query.set("qt", HANDLER);
    for (int i = 0; i < params.length; i += 2) {
      query.set(params[i], params[i + 1]);
    }
    return client.query(core, query).getResults();
  }

  private static Collection<String> ids(SolrDocumentList found) {
    return new TreeSet<>(found.stream().map(hit -> (String) hit.get("id")).toList());
  }

  private static String quoted(String text) {
    return '"' + ClientUtils.escapeQueryChars(text) + '"';
  }
}
