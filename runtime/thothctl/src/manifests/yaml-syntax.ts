import type { YAMLParseError } from "yaml";

/** What is wrong with the syntax of a document and what to do, in words that repeat nothing of what is written there. */
export function syntaxDetail({ code, pos: [offset] }: YAMLParseError, text: string): string {
  const line = text.slice(text.lastIndexOf("\n", Math.max(0, offset - 1)) + 1, offset + 1);
  if (line.includes("\t")) return "YAML is indented with spaces; found a tab. Write spaces in its place.";
  return known[code] ?? otherwise;
}

const indentation = "The indentation does not fit what stands around it. Members of one map begin in one column.";
const colon =
  "A colon makes a key where none can be. Check the indentation of the lines around it, or put a text that holds a colon in quotes.";
const otherwise =
  "The text is not YAML from here on. Check quotes, brackets and indentation here and in the line above.";

const known: { readonly [code in YAMLParseError["code"]]?: string } = {
  BAD_ALIAS: "An anchor (&) or an alias (*) has no name. Put a text that begins with one of them in quotes.",
  BAD_COLLECTION_TYPE: "A tag says another kind of value than follows it. Remove the tag.",
  BAD_DIRECTIVE: "A line that begins with % is a directive, and not one that is known. Remove it.",
  BAD_DQ_ESCAPE: "After a backslash in double quotes only certain letters may stand. Write \\\\, or use single quotes.",
  BAD_INDENT: indentation,
  BAD_PROP_ORDER: "An anchor or a tag stands where none can be. Remove it.",
  BAD_SCALAR_START: "A text without quotes cannot begin with this character. Put it in quotes.",
  BLOCK_AS_IMPLICIT_KEY: colon,
  BLOCK_IN_FLOW: "Inside brackets no list or map in a block can stand. Write it in brackets, too.",
  DUPLICATE_KEY: "A key stands twice in one map. Remove one of them.",
  KEY_OVER_1024_CHARS: "A key is longer than 1024 characters.",
  MISSING_CHAR:
    "Something is missing here: a closing quote or bracket, a comma between items, or a space after a colon.",
  MULTILINE_IMPLICIT_KEY:
    "A key goes over more than one line: a colon may be missing in the line above, or the indentation is off.",
  MULTIPLE_ANCHORS: "A value has more than one anchor. Remove all but one.",
  MULTIPLE_TAGS: "A value has more than one tag. Remove them.",
  NON_STRING_KEY: "A key is not a text. Put it in quotes.",
  TAB_AS_INDENT: "YAML is indented with spaces; found a tab. Write spaces in its place.",
  UNEXPECTED_TOKEN: otherwise,
};
