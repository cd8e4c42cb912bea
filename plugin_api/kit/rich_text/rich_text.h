// Rich text between TestKase (sanitised HTML) and trackers that write GitHub-flavoured Markdown.
// Pure functions, callable from any thread. Input is UTF-8; output is valid UTF-8 with LF line
// ends and without NUL, whatever the input.
#ifndef TESTKASE_KIT_RICH_TEXT_RICH_TEXT_H_
#define TESTKASE_KIT_RICH_TEXT_RICH_TEXT_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace testkase::kit {

// Renders Markdown as GitHub renders an issue (tables, task lists, strikethrough, autolinks,
// footnotes, every line end a break) to HTML that went through SanitizeHtml.
std::string MarkdownToHtml(std::string_view markdown);

// Keeps what an allow-list names (elements, attributes, URL schemes) and drops the rest: scripts
// and styles with their text, unknown elements without it. The answer also has one layout for one
// meaning: text stands in blocks (a bare "x" becomes "<p>x</p>"), white space outside code
// collapses, <b> is <strong>. So equal rich text is equal as bytes, whichever editor wrote it.
// Idempotent.
std::string SanitizeHtml(std::string_view html);

// Writes HTML as Markdown that renders to the same rich text: MarkdownToHtml(HtmlToMarkdown(h)) is
// SanitizeHtml(h). Text cannot become markup by accident; what Markdown cannot say is written as
// the HTML that it allows.
std::string HtmlToMarkdown(std::string_view html);

// The same text in which no "@name", "@org/team", "#12", "GH-12", "owner/repo#12" or issue URL
// notifies a person or links to an issue when a tracker renders it. Words get a zero-width space.
// Issue URLs stay clickable: those of github.com go through redirect.github.com, those of other
// hosts get the first digit of their number percent-encoded, which is the same URL by RFC 3986
// §6.2.2. Code and other addresses are left as they are, since they never notify. Idempotent.
//
// Comments are treated as text, so a hidden marker that may hold such words is to be added after.
std::string NeutralizeReferences(std::string_view markdown);

// The same for plain text that becomes a title; line ends become spaces.
std::string NeutralizeTitle(std::string_view title);

// Cuts Markdown to at most `max_characters` code points, at a paragraph, line or word where one
// is near, closing an open code fence or comment; `note` (Markdown) is appended within that limit.
// Text that fits is returned as it is (normalised). Where nothing but the note has room, the note
// is cut too.
std::string TruncateMarkdown(std::string_view markdown, std::size_t max_characters,
                             std::string_view note);

// LF line ends, no NUL, invalid UTF-8 replaced by U+FFFD.
std::string NormalizeText(std::string_view text);

std::size_t CountCodePoints(std::string_view utf8);

}  // namespace testkase::kit

#endif  // TESTKASE_KIT_RICH_TEXT_RICH_TEXT_H_
