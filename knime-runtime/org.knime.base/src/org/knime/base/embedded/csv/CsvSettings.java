package org.knime.base.embedded.csv;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import org.knime.base.embedded.settings.Section;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.config.base.ConfigBase;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.filehandling.core.data.location.FSLocationSerializationUtils;

/**
 * The settings as KNIME 5.8 saves them, as far as they are supported.
 *
 * @param location the file
 * @param format what means something in it
 * @param charset its encoding
 * @param scannedRows how many rows tell what columns hold
 * @param mostColumns how many columns are read at most
 * @param columns the columns that KNIME's dialog found in this file; empty if the settings changed since, or if the
 *     dialog keeps none
 */
record CsvSettings(
        FSLocation location,
        CsvFormat format,
        Charset charset,
        long scannedRows,
        int mostColumns,
        Optional<CsvColumns> columns) {
    /** @throws InvalidSettingsException naming the key that is missing, unknown or not supported */
    static CsvSettings of(NodeSettingsRO settings) throws InvalidSettingsException {
        var all = Section.of("CSV Reader", settings);
        var reading = all.section("settings");
        var location = location(reading);
        var format = format(reading);
        reading.requireAllRead();
        var advanced = all.section("advanced_settings");
        requireUsualValues(advanced);
        long mostScanned = advanced.limit("max_data_rows_scanned");
        long scannedRows = advanced.flag("limit_data_rows_scanned") ? mostScanned : Long.MAX_VALUE;
        int mostColumns = advanced.whole("maximum_number_of_columns");
        requireAllRows(all.section("limit_rows"));
        var charset = charset(all.section("encoding"));
        var columns = columns(all, location);
        if (columns.isPresent()) {
            advanced.only(true, "check_table_spec");
        }
        advanced.ofNoEffect("check_table_spec");
        advanced.requireAllRead();
        all.requireAllRead();
        return new CsvSettings(location, format, charset, scannedRows, mostColumns, columns);
    }

    private static FSLocation location(Section settings) throws InvalidSettingsException {
        settings.ofNoEffect("file_selection_Internals");
        var file = settings.section("file_selection");
        var chooser = file.section("file_system_chooser__Internals");
        chooser.only(false, "has_fs_port");
        chooser.only(false, "overwritten_by_variable");
        chooser.ofNoEffect(
                "convenience_fs_category",
                "relative_to",
                "mountpoint",
                "spaceId",
                "spaceName",
                "custom_url_timeout",
                "connected_fs");
        chooser.requireAllRead();
        var mode = file.section("filter_mode");
        mode.only("FILE", "filter_mode");
        mode.ofNoEffect("include_subfolders", "filter_options");
        mode.requireAllRead();
        file.ofNoEffect("filter_mode_Internals");
        var location = FSLocationSerializationUtils.loadFSLocation(file.plain("path"));
        file.requireAllRead();
        if (location.equals(FSLocation.NULL) || location.getPath().isBlank()) {
            throw new InvalidSettingsException("No file is chosen. Choose a CSV file.");
        }
        if (location.getPath().endsWith(".gz")) {
            throw file.unsupported("path", location.getPath(), "files that are not compressed");
        }
        return location;
    }

    private static CsvFormat format(Section settings) throws InvalidSettingsException {
        settings.only(true, "has_column_header");
        settings.only(false, "has_row_id");
        settings.only(false, "support_short_data_rows");
        settings.only(false, "skip_empty_data_rows");
        settings.only(false, "prepend_file_idx_to_row_id");
        settings.only(true, "use_line_break_row_delimiter");
        settings.ofNoEffect("row_delimiter", "autodetect_buffer_size");
        var format = new CsvFormat(
                settings.character("column_delimiter"),
                settings.character("quote_char"),
                settings.character("comment_char"));
        settings.only(settings.text("quote_char"), "quote_escape_char");
        return format;
    }

    private static void requireUsualValues(Section advanced) throws InvalidSettingsException {
        advanced.only(false, "append_path_column_Internals");
        advanced.only("REMOVE_QUOTES_AND_TRIM", "quote_option");
        advanced.only(true, "replace_empty_quotes_with_missing");
        advanced.only(false, "no_row_delimiters_in_quotes");
        advanced.only("\0", "thousands_separator");
        advanced.only(".", "decimal_separator");
        advanced.ofNoEffect(
                "spec_merge_mode_Internals",
                "fail_on_differing_specs",
                "path_column_name_Internals",
                "save_table_spec_config_Internals",
                "limit_memory_per_column",
                "min_chunk_size_in_bytes",
                "max_num_chunks_per_file");
    }

    private static void requireAllRows(Section rows) throws InvalidSettingsException {
        rows.only(false, "skip_lines");
        rows.only(false, "skip_data_rows");
        rows.only(false, "limit_data_rows");
        rows.ofNoEffect("number_of_lines_to_skip", "number_of_rows_to_skip", "max_rows");
        rows.requireAllRead();
    }

    private static Charset charset(Section encoding) throws InvalidSettingsException {
        var name = encoding.text("charset");
        encoding.requireAllRead();
        try {
            return name == null ? Charset.defaultCharset() : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw encoding.unsupported("charset", name, "encodings that this Java knows");
        }
    }

    private static Optional<CsvColumns> columns(Section all, FSLocation location) throws InvalidSettingsException {
        if (!all.has("table_spec_config_Internals")) {
            return Optional.empty();
        }
        var stored = all.section("table_spec_config_Internals");
        var source = stored.text("source_group_id");
        var former = stored.plain("config_id").getNodeSettings("multi_table_read");
        return source.equals(location.getPath()) && sayTheSame(former, all)
                ? Optional.of(CsvColumns.stored(stored, location.getPath()))
                : Optional.empty();
    }

    /** Returns whether the settings still say what they said when the dialog looked at the file. */
    private static boolean sayTheSame(NodeSettingsRO former, Section all) throws InvalidSettingsException {
        for (var tab : former.keySet()) {
            var then = (ConfigBase) former.getNodeSettings(tab);
            var now = (ConfigBase) all.plain(tab);
            if (!then.keySet().stream().allMatch(key -> then.getEntry(key).equals(now.getEntry(key)))) {
                return false;
            }
        }
        return true;
    }
}
