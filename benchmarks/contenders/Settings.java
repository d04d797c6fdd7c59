import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What {@code harness/label_cases.py} states once for all. */
record Settings(Map<String, String> values) {

    /** Reads settings, each a name, {@code =} and a value. */
    static Settings of(List<String> arguments) {
        var values = new HashMap<String, String>();
        for (var argument : arguments) {
            var parts = argument.split("=", 2);
            values.put(parts[0], parts[1]);
        }
        return new Settings(Map.copyOf(values));
    }

    String text(String name) {
        return values.get(name);
    }

    int integer(String name) {
        return Integer.parseInt(values.get(name));
    }

    double number(String name) {
        return Double.parseDouble(values.get(name));
    }
}
