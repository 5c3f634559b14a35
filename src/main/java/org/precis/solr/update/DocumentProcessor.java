package org.precis.solr.update;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.solr.common.SolrInputDocument;
import org.apache.solr.common.params.ShardParams;
import org.apache.solr.request.SolrQueryRequest;
import org.apache.solr.schema.IndexSchema;
import org.apache.solr.schema.SchemaField;
import org.apache.solr.update.AddUpdateCommand;
import org.apache.solr.update.DeleteUpdateCommand;
import org.apache.solr.update.processor.UpdateRequestProcessor;
import org.precis.text.Document;

/** Makes the documents of one request ready for the index. Not thread-safe. */
final class DocumentProcessor extends UpdateRequestProcessor {
  private final SolrQueryRequest request;
  private final DocumentSettings settings;
  private final DocumentAnalyser analyser;
  private final DocumentMetrics metrics;

  DocumentProcessor(
      SolrQueryRequest request,
      DocumentSettings settings,
      DocumentAnalyser analyser,
      DocumentMetrics metrics,
      UpdateRequestProcessor next) {
    super(next);
    this.request = request;
    this.settings = settings;
    this.analyser = analyser;
    this.metrics = metrics;
  }

  @Override
  public void processAdd(AddUpdateCommand command) throws IOException {
    SolrInputDocument document = command.getSolrInputDocument();
    String id = rootId(document);
    if (!id.isEmpty()) {
      process(id, document);
    }
    super.processAdd(command);
  }

  @Override
  public void processDelete(DeleteUpdateCommand command) throws IOException {
    if (!command.isDeleteById() && command.getQuery() != null) {
      command.setQuery(BlockDeleteQuery.of(command.getQuery(), request));
    }
    super.processDelete(command);
  }

  /** The document's key; empty if it is a section, or if it has none and Solr will refuse it. */
  private String rootId(SolrInputDocument document) {
    SchemaField key = request.getSchema().getUniqueKeyField();
    if (key == null || document == null) {
      return "";
    }
    List<String> ids = FieldText.texts(document.getFieldValue(key.getName()));
    List<String> roots = FieldText.texts(document.getFieldValue(IndexSchema.ROOT_FIELD_NAME));
    return ids.size() == 1 && (roots.isEmpty() || roots.equals(ids)) ? ids.get(0) : "";
  }

  private void process(String id, SolrInputDocument document) {
    Findings findings = new Findings(id, metrics);
    LanguageFields fields = new LanguageFields(settings, request.getSchema());
    boolean changed =
        findings.attempt(Step.SOURCE, () -> derive(id, document, fields, findings), () -> true);
    if (changed) {
      new DocumentWriter(document, SourceUpdate.isPartial(document), settings, fields)
          .write(findings);
    }
    metrics.processed();
  }

  /**
   * Derives what has to be derived; false if nothing has. Half of a document is not derived from.
   */
  private boolean derive(
      String id, SolrInputDocument document, LanguageFields fields, Findings findings) {
    SourceUpdate update = SourceUpdate.read(document, settings, request.getSchema(), findings);
    if (!update.isOfSource()) {
      return false;
    }
    Optional<StoredValues> found =
        SourceUpdate.isPartial(document)
            ? findings.attempt(
                Step.STORED,
                () ->
                    Optional.of(
                        StoredValues.fetch(
                            request, id, route(document), update.unknown(), settings)),
                Optional::empty)
            : Optional.of(StoredValues.NONE);
    if (found.isEmpty()) {
      return true;
    }
    StoredValues stored = found.get();
    DocumentWriter writer =
        new DocumentWriter(document, SourceUpdate.isPartial(document), settings, fields);
    Source source = update.source(id, stored);
    String former = stored.texts(FieldRole.LANGUAGE).stream().findFirst().orElse("");
    if (update.isOfTitleOnly()) {
      String language = former.isEmpty() ? Document.UNDETERMINED : former;
      writer.writeAnalysed(
          FieldRole.TITLE,
          DocumentAnalyser.analysedTitle(source.title(), language, fields),
          List.of(language));
    } else {
      writer.write(analyser.analyse(source, fields, findings), former);
    }
    return true;
  }

  private String route(SolrInputDocument document) {
    String name = ShardParams._ROUTE_;
    return request
        .getParams()
        .get(name, FieldText.texts(document.getFieldValue(name)).stream().findFirst().orElse(""));
  }
}
