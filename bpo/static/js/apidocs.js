// The page of the API's description: <main id="api" data-spec="/api/v1/openapi.json">, drawn by Swagger UI.

const place = document.getElementById("api");

window.SwaggerUIBundle({
  url: place.dataset.spec,
  domNode: place,
  deepLinking: true,
  persistAuthorization: false,
  tryItOutEnabled: false,
  docExpansion: "list",
});
