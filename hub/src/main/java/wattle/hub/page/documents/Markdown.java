package wattle.hub.page.documents;

import gg.jte.Content;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;

/// Renders a document: HTML in it is shown and not interpreted, addresses are those of the web or
/// of other documents, headings have an id each, and what may be wider than the page (tables, code)
/// is scrolled by keyboard.
final class Markdown {

    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());

    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

    private Markdown() {}

    /// A document as a page shows it.
    ///
    /// @param title its first heading, as text
    record Rendered(String title, String html) implements Content {

        @Override
        public void writeTo(gg.jte.TemplateOutput output) {
            output.writeContent(html);
        }
    }

    static Rendered render(String text) {
        Node document = PARSER.parse(text);
        document.accept(new Links());
        return new Rendered(title(document), renderer().render(document));
    }

    /// The first heading of a document.
    static String title(String text) {
        return title(PARSER.parse(text));
    }

    private static String title(Node document) {
        for (Node each = document.getFirstChild(); each != null; each = each.getNext()) {
            if (each instanceof Heading heading) {
                return text(heading);
            }
        }
        return "";
    }

    private static HtmlRenderer renderer() {
        Map<String, Integer> ids = new HashMap<>();
        return HtmlRenderer.builder()
                .nodeRendererFactory(ScrolledTables::new)
                .extensions(EXTENSIONS)
                .escapeHtml(true)
                .sanitizeUrls(true)
                .attributeProviderFactory(_ ->
                        (node, tag, attributes) -> {
                            if (node instanceof Heading heading) {
                                attributes.put("id", id(text(heading), ids));
                            } else if (tag.equals("pre")) {
                                attributes.put("tabindex", "0");
                            }
                        })
                .build();
    }

    /// As sites that show repositories make it: lower case, words joined by hyphens.
    private static String id(String heading, Map<String, Integer> taken) {
        String slug =
                heading.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-');
        int before = taken.merge(slug, 1, Integer::sum) - 1;
        return before == 0 ? slug : slug + "-" + before;
    }

    private static String text(Node node) {
        var text = new StringBuilder();
        node.accept(
                new AbstractVisitor() {
                    @Override
                    public void visit(Text each) {
                        text.append(each.getLiteral());
                    }

                    @Override
                    public void visit(Code each) {
                        text.append(each.getLiteral());
                    }
                });
        return text.toString();
    }

    /// Leads links between documents to their pages. What is not shown here keeps its words alone.
    private static final class Links extends AbstractVisitor {

        @Override
        public void visit(Link link) {
            visitChildren(link);
            String to = link.getDestination();
            if (to.matches("(?i)(https?:|mailto:).*") || to.startsWith("#")) {
                return;
            }
            int hash = to.indexOf('#');
            String path = hash < 0 ? to : to.substring(0, hash);
            String name = path.substring(path.lastIndexOf('/') + 1);
            if (name.endsWith(".md")
                    && Documents.folder(name.substring(0, name.length() - 3)) != null) {
                link.setDestination(
                        "/docs/"
                                + name.substring(0, name.length() - 3)
                                + (hash < 0 ? "" : to.substring(hash)));
                return;
            }
            for (Node child = link.getFirstChild(); child != null; child = link.getFirstChild()) {
                link.insertBefore(child);
            }
            link.unlink();
        }
    }

    /// A table within a region that takes the focus. A heading without words is none: readers of a
    /// screen would be told of it.
    private static final class ScrolledTables implements NodeRenderer {

        private final HtmlNodeRendererContext context;
        private int tables;

        ScrolledTables(HtmlNodeRendererContext context) {
            this.context = context;
        }

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(TableBlock.class, TableCell.class);
        }

        @Override
        public void render(Node node) {
            if (node instanceof TableCell cell) {
                cell(cell);
            } else {
                table(node);
            }
        }

        private void cell(TableCell cell) {
            boolean heads = cell.isHeader() && cell.getFirstChild() != null;
            Map<String, String> attributes = new LinkedHashMap<>();
            if (heads) {
                attributes.put("scope", "col");
            }
            if (cell.getAlignment() == TableCell.Alignment.RIGHT) {
                attributes.put("class", "n");
            }
            HtmlWriter html = context.getWriter();
            html.line();
            html.tag(heads ? "th" : "td", attributes);
            for (Node each = cell.getFirstChild(); each != null; each = each.getNext()) {
                context.render(each);
            }
            html.tag(heads ? "/th" : "/td");
            html.line();
        }

        private void table(Node table) {
            tables++;
            Map<String, String> region = new LinkedHashMap<>();
            region.put("class", "scroll");
            region.put("tabindex", "0");
            region.put("role", "region");
            region.put("aria-label", "Table " + tables);
            HtmlWriter html = context.getWriter();
            html.line();
            html.tag("div", region);
            html.tag("table");
            for (Node each = table.getFirstChild(); each != null; each = each.getNext()) {
                context.render(each);
            }
            html.tag("/table");
            html.tag("/div");
            html.line();
        }
    }
}
