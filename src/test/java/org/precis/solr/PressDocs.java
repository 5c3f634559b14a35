package org.precis.solr;

import java.util.ArrayList;
import java.util.List;
import org.apache.solr.client.solrj.SolrClient;
import org.apache.solr.common.SolrInputDocument;

/** Short news items that are easy to tell apart. */
final class PressDocs {
  private static final String[] TOPICS = {"harbour", "budget", "school"};

  private PressDocs() {}

  /** An item: id {@code dNN}, four English sentences that name its number. */
  static SolrInputDocument item(int number) {
    String topic = TOPICS[number % TOPICS.length];
    return document(
        String.format("d%02d", number),
        String.format(
            "The council met on Monday to discuss the %s question, item %d of the agenda. "
                + "Members argued for three hours about the cost of plan %d for the %s. "
                + "A vote on plan %d was put off until the spring session. "
                + "The mayor said that the %s could not wait much longer.",
            topic, number, number, topic, number, topic),
        "topic",
        topic,
        "number",
        number,
        "title",
        "Council and " + topic,
        "lang",
        "en");
  }

  /** A document with an id, a body and more fields. */
  static SolrInputDocument document(String id, String body, Object... fields) {
    SolrInputDocument document = new SolrInputDocument("id", id);
    document.setField("body", body);
    for (int i = 0; i < fields.length; i += 2) {
      document.addField((String) fields[i], fields[i + 1]);
    }
    return document;
  }

  /** Indexes items 0 to {@code count} - 1. */
  static void index(SolrClient solr, String collection, int count) throws Exception {
    List<SolrInputDocument> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(item(i));
    }
    solr.add(collection, items);
    solr.commit(collection);
  }
}
