package org.knime.core.ui.embedded.results;

import java.util.List;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.MissingCell;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Makes a table of all that is hard to write, and has a view; all its names are meant to break pages and paths. */
public final class Teller extends DefaultNodeFactory {
    static final String NAME = "../</script><b>\"Tell\" & 'show'";
    static final String PORT = "Süß, \"quoted\"/\\..";
    static final String DATA = "{\"text\":\"</script><script>alert(1)</script> \u2028 \\\" 😀\"}";
    static final String PAGE = "<!doctype html><title>View</title><script>\n\"</script>\"</script>\\";
    /** What happens while its view is made. */
    static Runnable whileShown = () -> {};

    static final String LONG = "x".repeat(1000);

    private static final DataTableSpec SPEC =
            new DataTableSpec(new String[] {"text", "a, \"b\"\nc", "number", "whole", "true", "list"}, new DataType[] {
                StringCell.TYPE,
                StringCell.TYPE,
                DoubleCell.TYPE,
                IntCell.TYPE,
                BooleanCell.TYPE,
                ListCell.getCollectionType(StringCell.TYPE)
            });

    public Teller() {
        super(DefaultNode.create()
                .name(NAME)
                .icon("teller.png")
                .shortDescription("Tells.")
                .fullDescription("<p>Tells.</p>")
                .sinceVersion(5, 8, 0)
                .dynamicPorts(ports -> ports.addOutputPortGroup(
                        "out", group -> group.name(PORT).description("Rows.").fixed(BufferedDataTable.TYPE)))
                .model(model -> model.withoutParameters()
                        .configure((input, output) -> output.setOutSpec(0, SPEC))
                        .execute((input, output) -> {
                            output.setOutData(0, table(input.getExecutionContext()));
                            output.setWarningMessage("1 < 2 & 3");
                        }))
                .addView(view -> view.withoutParameters()
                        .description("Shows.")
                        .page(page -> page.fromString(Teller::page).relativePath("index.html"))
                        .initialData(data -> data.data(input -> DATA)))
                .nodeType(NodeType.Source));
    }

    private static String page() {
        whileShown.run();
        return PAGE;
    }

    static BufferedDataTable table(ExecutionContext exec) {
        var rows = exec.createDataContainer(SPEC);
        rows.addRowToTable(new DefaultRow("Row,0", row("plain", "say \"it\"", 0.1, 7, true, "a", "b")));
        rows.addRowToTable(new DefaultRow("Row\"1", row("", "line\r\nbreak", -1e300, -7, false, LONG)));
        rows.addRowToTable(new DefaultRow(
                "Row2",
                new StringCell(LONG),
                new StringCell("half \ud83d of one"),
                new MissingCell("none"),
                new MissingCell("none"),
                new MissingCell("none"),
                new MissingCell("none")));
        rows.close();
        return rows.getTable();
    }

    private static DataCell[] row(String a, String b, double number, int whole, boolean truth, String... list) {
        var cells = List.of(list).stream().map(StringCell::new).toList();
        return new DataCell[] {
            new StringCell(a),
            new StringCell(b),
            new DoubleCell(number),
            new IntCell(whole),
            truth ? BooleanCell.TRUE : BooleanCell.FALSE,
            CollectionCellFactory.createListCell(cells)
        };
    }
}
