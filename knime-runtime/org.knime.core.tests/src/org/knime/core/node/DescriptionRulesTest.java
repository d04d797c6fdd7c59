package org.knime.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knime.core.embedded.description.DescriptionRules;
import org.w3c.dom.Document;

class DescriptionRulesTest {

    private static final String GOOD = "<knimeNode icon='./sum.png' type='Manipulator'>"
            + "<name>Sum</name><shortDescription>Adds columns.</shortDescription>"
            + "<fullDescription><intro>Adds <b>two</b> columns.<p>Or <i>more</i>.</p></intro>"
            + "<tab name='Options'><option name='First'>The first.</option></tab></fullDescription>"
            + "<ports><inPort index='0' name='Numbers'>Two columns.</inPort>"
            + "<dynInPort insert-before='1' name='More' group-identifier='more'>Further ones.</dynInPort>"
            + "<outPort index='0' name='Sums'>With a column more.</outPort></ports>"
            + "<keywords><keyword>add</keyword></keywords></knimeNode>";

    private static Document parse(String xml) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void good_description_breaks_no_rule() throws Exception {
        assertThat(DescriptionRules.violations(parse(GOOD).getDocumentElement()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<b>two</b> | <div>two</div> | <intro> cannot hold these elements in this order: div p.",
                "<i>more</i> | <h3>more</h3> | <p> cannot hold these elements in this order: h3.",
                "<option name='First'> | <option> | <option> lacks the attribute \"name\".",
                "<keyword>add</keyword> | add | <keywords> cannot hold the text \"add\".",
                "<inPort index='0' | <inPort index='first' | <inPort> cannot have \"first\" as its index.",
                "insert-before='1' | insert-before='2' | <dynInPort> cannot be inserted before 2, more than one behind"
                        + " the last <inPort>.",
                "<tab name='Options'> | <tab name='Options' id='o'> | <tab> cannot have the attribute \"id\".",
                "<tab name='Options'><option | <tab name='Options'><option optional='maybe' | <option> cannot have"
                        + " \"maybe\" as its optional.",
                "<dynInPort | <inPort index='0' name='Again'/><dynInPort | There are two <inPort> of index 0.",
                "<keyword>add</keyword> | <keyword> </keyword> | <keyword> cannot be empty.",
                "type='Manipulator' | type='Meta' | There is no type of nodes \"Meta\".",
                "<shortDescription>Adds columns.</shortDescription> | '' | <knimeNode> cannot hold these elements in"
                        + " this order: name fullDescription ports keywords.",
            })
    void each_broken_rule_is_named(String part, String replacement, String violation) throws Exception {
        assertThat(GOOD).contains(part);
        assertThat(DescriptionRules.violations(
                        parse(GOOD.replace(part, replacement)).getDocumentElement()))
                .contains(violation);
    }

    @Test
    void description_is_read() throws Exception {
        var description = new NodeDescription53Proxy(parse(GOOD));
        assertThat(description.getNodeName()).isEqualTo("Sum");
        assertThat(description.getType()).isEqualTo(NodeFactory.NodeType.Manipulator);
        assertThat(description.getInportName(0)).isEqualTo("Numbers");
        assertThat(description.getInportName(1)).isNull();
    }
}
