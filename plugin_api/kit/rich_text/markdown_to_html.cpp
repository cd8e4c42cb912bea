#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>

#include <cstdlib>

#include "kit/rich_text/cmark_document.h"
#include "kit/rich_text/html_tree.h"
#include "kit/rich_text/rich_text.h"

namespace testkase::kit {
namespace {

// Issues and comments on GitHub show every line end as a break.
constexpr int kOptions = CMARK_OPT_UNSAFE | CMARK_OPT_FOOTNOTES | CMARK_OPT_HARDBREAKS;

struct ParserDeleter {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};
using Parser = std::unique_ptr<cmark_parser, ParserDeleter>;

Parser MakeParser() {
  // The engine's registry is global and not made for threads; a static's start is.
  static const bool registered = [] {
    cmark_gfm_core_extensions_ensure_registered();
    return true;
  }();
  (void)registered;
  Parser parser(cmark_parser_new(kOptions));
  for (const char* name : {"table", "strikethrough", "autolink", "tasklist"}) {
    cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension(name));
  }
  return parser;
}

}  // namespace

CmarkDocument ParseMarkdown(std::string_view markdown) {
  const Parser parser = MakeParser();
  cmark_parser_feed(parser.get(), markdown.data(), markdown.size());
  return CmarkDocument(cmark_parser_finish(parser.get()));
}

std::string RenderUnsafeHtml(std::string_view markdown) {
  const Parser parser = MakeParser();
  cmark_parser_feed(parser.get(), markdown.data(), markdown.size());
  const CmarkDocument document(cmark_parser_finish(parser.get()));
  const std::unique_ptr<char, decltype(&std::free)> html(
      cmark_render_html(document.get(), kOptions, cmark_parser_get_syntax_extensions(parser.get())),
      &std::free);
  return html.get();
}

std::string MarkdownToHtml(std::string_view markdown) {
  return WriteHtml(ReadRichText(RenderUnsafeHtml(NormalizeText(markdown))), HtmlStyle::kPage);
}

}  // namespace testkase::kit
