package org.precis.cli;

import picocli.CommandLine.Option;

/** Which Solr a command talks to. */
final class SolrOption {
  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://localhost:8983/solr/" + SolrHome.CORE,
      description = "core or collection (default: ${DEFAULT-VALUE})")
  private String url;

  SolrHttp solr() {
    return new SolrHttp(url);
  }
}
