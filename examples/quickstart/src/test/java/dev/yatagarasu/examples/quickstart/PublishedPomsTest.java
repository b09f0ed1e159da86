package dev.yatagarasu.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The POMs say what Maven Central wants to know. What is in the BOM's holds for all modules. */
class PublishedPomsTest {
    private static final XPath PATHS = XPathFactory.newInstance().newXPath();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/project/url",
                "/project/licenses/license/name",
                "/project/licenses/license/url",
                "/project/developers/developer/name",
                "/project/developers/developer/url",
                "/project/scm/connection",
                "/project/scm/developerConnection",
                "/project/scm/url",
                "/project/issueManagement/url"
            })
    void bom_whatAllModulesInherit_isThere(String element) throws Exception {
        assertThat(text(module("yatagarasu-bom"), element)).isNotBlank();
    }

    /** Else the BOM's address would get the names of the modules as further segments. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/project/@child.project.url.inherit.append.path",
                "/project/scm/@child.scm.connection.inherit.append.path",
                "/project/scm/@child.scm.developerConnection.inherit.append.path",
                "/project/scm/@child.scm.url.inherit.append.path"
            })
    void bom_addresses_areInheritedAsTheyAre(String attribute) throws Exception {
        assertThat(text(module("yatagarasu-bom"), attribute)).isEqualTo("false");
    }

    @ParameterizedTest
    @MethodSource("published")
    void publishedModule_nameAndDescription_areItsOwn(Path module) throws Exception {
        assertThat(text(module, "/project/name")).isNotBlank();
        assertThat(text(module, "/project/description")).isNotBlank();
    }

    @Test
    void bom_versions_areThoseOfThePublishedModules() throws Exception {
        List<String> modules = new ArrayList<>();
        for (Path module : published().toList()) {
            modules.add(text(module, "/project/artifactId"));
        }
        modules.removeAll(List.of("yatagarasu-bom", "yatagarasu-parent"));
        assertThat(texts(module("yatagarasu-bom"), "/project/dependencyManagement//artifactId"))
                .containsExactlyInAnyOrderElementsOf(modules);
    }

    /** The root, and its modules but those that are never deployed. */
    private static Stream<Path> published() throws Exception {
        List<Path> modules = new ArrayList<>(List.of(RunningDemo.ROOT));
        for (String name : texts(RunningDemo.ROOT, "/project/modules/module")) {
            if (!text(module(name), "/project/properties/maven.deploy.skip").equals("true")) {
                modules.add(module(name));
            }
        }
        return modules.stream();
    }

    private static Path module(String name) {
        return RunningDemo.ROOT.resolve(name);
    }

    private static String text(Path module, String path) throws Exception {
        return PATHS.evaluate(path, pom(module)).strip();
    }

    private static List<String> texts(Path module, String path) throws Exception {
        NodeList found = (NodeList) PATHS.evaluate(path, pom(module), XPathConstants.NODESET);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> found.item(i).getTextContent().strip())
                .toList();
    }

    private static Document pom(Path module) throws Exception {
        try (InputStream in = Files.newInputStream(module.resolve("pom.xml"))) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        }
    }
}
