package org.precis.solr.update;

import java.util.ArrayList;
import java.util.List;
import org.apache.solr.common.SolrException;
import org.apache.solr.common.SolrException.ErrorCode;
import org.apache.solr.common.util.NamedList;
import org.apache.solr.core.SolrCore;
import org.apache.solr.request.SolrQueryRequest;
import org.apache.solr.response.SolrQueryResponse;
import org.apache.solr.schema.IndexSchema;
import org.apache.solr.update.processor.UpdateRequestProcessor;
import org.apache.solr.update.processor.UpdateRequestProcessorFactory;
import org.apache.solr.util.plugin.SolrCoreAware;
import org.precis.text.DocumentParser;
import org.precis.text.LanguageDetector;
import org.precis.text.OpenNlpLanguageDetector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out a document's language, splits its body into sections, which become nested child
 * documents, and copies its texts into fields that are analysed for its language. Thread-safe.
 *
 * <p>It must stand before {@code DistributedUpdateProcessorFactory}. Settings, all with defaults,
 * are in the configset's solrconfig.xml; an unknown one is refused.
 *
 * <ul>
 *   <li>The body stays as it came. A child's key is {@code <key>/<index of the section>}.
 *   <li>The language that a client gives goes before detection.
 *   <li>An atomic update of the body, title, format or language makes anew what depends on them;
 *       one of other fields leaves everything else as it is.
 *   <li>A document is never lost here: a step that fails is logged with the document's key,
 *       counted, and named in the field {@code precis_error_s}, and the document is indexed with
 *       what is known.
 * </ul>
 */
public class DocumentProcessorFactory extends UpdateRequestProcessorFactory
    implements SolrCoreAware {
  private static final Logger log = LoggerFactory.getLogger(DocumentProcessorFactory.class);

  private final SourceParser parser;
  private final LanguageDetector detector;
  private DocumentSettings settings;
  private DocumentMetrics metrics;

  /** A factory that reads with {@link DocumentParser} and {@link OpenNlpLanguageDetector}. */
  public DocumentProcessorFactory() {
    this(new DocumentParser()::parse, new OpenNlpLanguageDetector());
  }

  /** A factory that reads with what it is given. */
  DocumentProcessorFactory(SourceParser parser, LanguageDetector detector) {
    this.parser = parser;
    this.detector = detector;
  }

  @Override
  public void init(NamedList<?> args) {
    try {
      settings = DocumentSettings.parse(args);
    } catch (IllegalArgumentException e) {
      throw new SolrException(
          ErrorCode.SERVER_ERROR,
          getClass().getSimpleName() + " in solrconfig.xml: " + e.getMessage(),
          e);
    }
  }

  @Override
  public void inform(SolrCore core) {
    metrics = new DocumentMetrics(core.getSolrMetricsContext().getChildContext(this));
    warnOfMissingFields(core.getName(), core.getLatestSchema());
  }

  private void warnOfMissingFields(String core, IndexSchema schema) {
    List<String> missing = new ArrayList<>();
    for (FieldRole role : FieldRole.values()) {
      String name = settings.field(role);
      // The sections' name is no field.
      if (role != FieldRole.SECTIONS && !name.isEmpty() && schema.getFieldOrNull(name) == null) {
        missing.add(name);
      }
    }
    if (!missing.isEmpty()) {
      log.warn(
          "Core {}: the schema lacks {}; they are not written. Add them, or set them to nothing in"
              + " solrconfig.xml",
          core,
          missing);
    }
    if (settings.has(FieldRole.SECTIONS) && !SectionDocument.isPossible(schema)) {
      log.warn(
          "Core {}: the schema has no _root_, or its unique key is no solr.StrField; sections are not"
              + " indexed",
          core);
    }
  }

  @Override
  public UpdateRequestProcessor getInstance(
      SolrQueryRequest request, SolrQueryResponse response, UpdateRequestProcessor next) {
    return new DocumentProcessor(
        request, settings, new DocumentAnalyser(parser, detector, settings), metrics, next);
  }
}
