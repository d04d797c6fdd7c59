package org.seqnet.spark.table;

import java.util.List;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.spark.data.Declared;

/** What the columns of a table state of its data. */
final class Declarations {
    private Declarations() {}

    static Declared of(TableSettings settings, Selection selection) {
        var learned = settings.learned();
        var known = Declared.NOTHING.withNames(names(learned, selection)).withTypes(types(learned, selection));
        var layout = settings.layout();
        if (layout instanceof Layout.Wide wide) {
            var columns = selection.expanded("Value columns", wide.columns());
            return known.withSequences(
                    wide.steps().endsAtMissing(),
                    columns.size() == wide.steps().features() ? features(columns) : Preparation.UNKNOWN);
        }
        if (layout instanceof Layout.Long steps) {
            return known.withSequences(true, features(selection.expanded("Feature columns", steps.features())));
        }
        if (layout instanceof Layout.Windows windows) {
            return known.withSequences(false, features(selection.expanded("Feature columns", windows.features())));
        }
        return known.withSequences(true, ofLists((Layout.Lists) layout, selection));
    }

    private static Preparation ofLists(Layout.Lists lists, Selection selection) {
        var columns = selection.expanded("List columns", lists.columns());
        if (columns.size() > 1) {
            return features(columns);
        }
        var type = selection.type(columns.get(0));
        if (!ListReaders.isSymbols(type)) {
            return Preparation.UNKNOWN;
        }
        return (type instanceof ArrayType ? lists.tokenizer().ofLists() : lists.tokenizer()).preparation();
    }

    private static Preparation features(List<String> columns) {
        return Preparation.UNKNOWN.withFeatures(columns);
    }

    private static List<String> names(Learned learned, Selection selection) {
        if (learned instanceof Learned.ZeroOne labels) {
            return selection.expanded("Label columns", labels.columns());
        }
        return learned instanceof Learned.Targets targets
                ? selection.expanded("Target columns", targets.columns())
                : List.of();
    }

    private static List<LabelType> types(Learned learned, Selection selection) {
        if (learned instanceof Learned.Label label) {
            return types(selection.type(label.column()), selection.areTexts());
        }
        if (learned instanceof Learned.Labels labels) {
            return types(selection.type(labels.column()), false);
        }
        return learned instanceof Learned.StepLabels steps
                ? types(selection.type(steps.column()), selection.areTexts())
                : List.of();
    }

    private static List<LabelType> types(DataType column, boolean areTexts) {
        var type = column instanceof ArrayType array ? array.elementType() : column;
        if (areTexts) {
            return List.of(LabelType.INTEGER, LabelType.LONG);
        }
        if (type instanceof IntegerType || type instanceof ShortType || type instanceof ByteType) {
            return List.of(LabelType.INTEGER);
        }
        if (type instanceof LongType) {
            return List.of(LabelType.LONG);
        }
        return type instanceof BooleanType ? List.of(LabelType.BOOLEAN) : List.of();
    }
}
