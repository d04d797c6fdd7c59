package org.seqnet.spark.table;

import java.io.Serializable;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.seqnet.engine.SeqNetException;

/**
 * The blocks of the files of a table, in the order of the files' addresses and of the blocks in their files. Their rows
 * thus have an order that does not depend on how files are cut into blocks, and on where and when these are read.
 */
final class Blocks implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final Comparator<Block> ORDER =
            Comparator.comparing(Block::file).thenComparingLong(Block::start);

    /** A row that cannot be used, by how many rows of its block come before it. */
    private record BadRow(long index, String problem) implements Serializable {}

    /** A block with how many rows it has, how many of them can be used, and the first that cannot. */
    private record Block(String file, long start, long rows, long usable, List<BadRow> bad) implements Serializable {}

    private final ArrayList<Block> blocks;
    /** Of each block: how many rows of all blocks come before it, and behind the last block how many there are. */
    private final long[] firstRows;
    /** The same of rows that can be used. */
    private final long[] firstUsable;
    /** Of each block: how many rows come before its file. */
    private final long[] fileRows;

    private final String[] names;

    private Blocks(List<Block> found) {
        blocks = new ArrayList<>(found);
        blocks.sort(ORDER);
        int count = blocks.size();
        firstRows = new long[count + 1];
        firstUsable = new long[count + 1];
        fileRows = new long[count];
        names = names(blocks);
        for (int i = 0; i < count; i++) {
            var block = blocks.get(i);
            firstRows[i + 1] = firstRows[i] + block.rows();
            firstUsable[i + 1] = firstUsable[i] + block.usable();
            boolean begins = i == 0 || !blocks.get(i - 1).file().equals(block.file());
            fileRows[i] = begins ? firstRows[i] : fileRows[i - 1];
        }
    }

    /** Returns the names of files without their folders, or with them if two are the same. */
    private static String[] names(List<Block> blocks) {
        var paths = new HashMap<String, Path>();
        for (var block : blocks) {
            paths.computeIfAbsent(block.file(), file -> new Path(URI.create(file)));
        }
        Set<String> seen = new HashSet<>();
        boolean areUnique = paths.values().stream().allMatch(path -> seen.add(path.getName()));
        return blocks.stream()
                .map(block -> paths.get(block.file()))
                .map(path -> areUnique ? path.getName() : path.toString())
                .toArray(String[]::new);
    }

    /** Reads all rows of a table, and counts them and those that can be used. */
    static Blocks of(JavaRDD<Row> table, RowCheck check) {
        return new Blocks(table.mapPartitions(rows -> counted(new PlacedRows(rows), check))
                .collect());
    }

    private static Iterator<Block> counted(PlacedRows rows, RowCheck check) {
        var blocks = new ArrayList<Block>();
        var bad = new ArrayList<BadRow>();
        long usable = 0;
        PlacedRows.PlacedRow last = null;
        while (rows.hasNext()) {
            var row = rows.next();
            if (row.index() == 0 && last != null) {
                blocks.add(block(last, usable, bad));
                bad = new ArrayList<>();
                usable = 0;
            }
            try {
                check.check(row.row());
                usable++;
            } catch (BadRowException e) {
                if (bad.size() < BadRows.MOST_NAMED) {
                    bad.add(new BadRow(row.index(), e.getMessage()));
                }
            }
            last = row;
        }
        if (last != null) {
            blocks.add(block(last, usable, bad));
        }
        return blocks.iterator();
    }

    private static Block block(PlacedRows.PlacedRow last, long usable, List<BadRow> bad) {
        return new Block(last.file(), last.block(), last.index() + 1, usable, bad);
    }

    /** Returns how many rows there are. */
    long rows() {
        return firstRows[blocks.size()];
    }

    /** Returns how many rows can be used. */
    long usable() {
        return firstUsable[blocks.size()];
    }

    /** Returns the rows that cannot be used. */
    BadRows badRows() {
        var first = new ArrayList<String>();
        for (int i = 0; i < blocks.size() && first.size() < BadRows.MOST_NAMED; i++) {
            for (var row : blocks.get(i).bad()) {
                first.add(name(i, firstRows[i] + row.index()) + ": " + row.problem());
            }
        }
        return new BadRows(rows() - usable(), 0, first);
    }

    /** Returns how many rows that can be used come before a block. */
    long usableBefore(String file, long start) {
        return firstUsable[find(file, start)];
    }

    /** Returns how many rows come before a row. */
    long number(PlacedRows.PlacedRow row) {
        int block = find(row.file(), row.block());
        if (row.index() >= blocks.get(block).rows()) {
            throw changed(row.file());
        }
        return firstRows[block] + row.index();
    }

    private int find(String file, long start) {
        int found = Collections.binarySearch(blocks, new Block(file, start, 0, 0, List.of()), ORDER);
        if (found < 0) {
            throw changed(file);
        }
        return found;
    }

    private static SeqNetException changed(String file) {
        return new SeqNetException("Data: the file '%s' changed while it was read. Start again.".formatted(file));
    }

    /** Returns what messages call a row, such as {@code part-0001.parquet, row 12}; rows of a file count from 1. */
    String name(long row) {
        int low = 0;
        int high = blocks.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (firstRows[middle] <= row) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return name(low, row);
    }

    private String name(int block, long row) {
        return names[block] + ", row " + (row - fileRows[block] + 1);
    }
}
